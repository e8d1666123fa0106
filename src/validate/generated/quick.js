// Generated from schemas/ by "npm run generate": do not edit.
import { idPattern, namePattern } from '../lazy-pattern.js';
const some = [0];
export const Site = validate22;
const schema7 = {"type":"object","properties":{"kind":{"const":"Site"},"name":{"$ref":"#/$defs/common.name"},"url":{"type":"string","pattern":"^(?:https://[^\\s/?#@]+|http://(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?)(?:/\\S*)?$","x-form":"url"},"internalDomains":{"type":"array","items":{"type":"string","pattern":"^[^\\s@\\p{Lu}]+$","x-form":"domain"}},"plan":{"type":"string","enum":["free","standard","premium","enterprise"]},"admins":{"type":"array","items":{"$ref":"#/$defs/common.subject"},"x-entries":"string"},"seats":{"type":"object","properties":{"jira-software":{"type":"integer","minimum":0},"jira-servicedesk":{"type":"integer","minimum":0},"jira-core":{"type":"integer","minimum":0},"jira-product-discovery":{"type":"integer","minimum":0},"confluence":{"type":"integer","minimum":0}},"additionalProperties":false},"guestsPerPaidUser":{"type":"integer","minimum":0},"globalPermissions":{"type":"array","items":{"$ref":"#/$defs/site.globalGrant"},"x-entries":"object"},"limits":{"$ref":"#/$defs/site.limits"},"lint":{"type":"object","additionalProperties":{"type":"string","enum":["off","warning","error"]}},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","url","internalDomains"],"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = namePattern("^(?!(?:__proto__|constructor|prototype)$)(?!\\s)[^\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]{0,254}[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]$");

function validate23(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern0.test(data)){
validate23.errors = some;
return false;
}
}
else {
validate23.errors = some;
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

const pattern3 = new RegExp("^(?!.*\\s-\\s+(?:user|group|role):)", "u");

function validate25(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern3.test(data)){
validate25.errors = some;
return false;
}
}
else {
validate25.errors = some;
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}

const pattern4 = new RegExp("^(?:\\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$", "u");

function validate29(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern4.test(data)){
validate29.errors = some;
return false;
}
}
else {
validate29.errors = some;
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}


function validate31(data){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
validate31.errors = some;
return false;
}
validate31.errors = vErrors;
return errors === 0;
}


function validate27(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.to === undefined) && (missing0 = "to")) || ((data.allow === undefined) && (missing0 = "allow"))){
validate27.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "to") || (key0 === "allow")) || (key0 === "until")) || (key0 === "reason"))){
validate27.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.to !== undefined){
let data0 = data.to;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length < 1){
validate27.errors = some;
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs4 = errors;
if(!(validate25(data0[i0]))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate27.errors = some;
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.allow !== undefined){
let data2 = data.allow;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data2)){
if(data2.length < 1){
validate27.errors = some;
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
const _errs7 = errors;
if(typeof data2[i1] !== "string"){
validate27.errors = some;
return false;
}
var valid2 = _errs7 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate27.errors = some;
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
const _errs9 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs10 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate27.errors = some;
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}


function validate34(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "maxRemovalPercent") || (key0 === "minAdmins"))){
validate34.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.maxRemovalPercent !== undefined){
let data0 = data.maxRemovalPercent;
const _errs2 = errors;
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 100 || isNaN(data0)){
validate34.errors = some;
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate34.errors = some;
return false;
}
}
}
else {
validate34.errors = some;
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.minAdmins !== undefined){
let data1 = data.minAdmins;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate34.errors = some;
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
validate34.errors = some;
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate34.errors = some;
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}


function validate36(data){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
validate36.errors = some;
return false;
}
validate36.errors = vErrors;
return errors === 0;
}


function validate38(data){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
validate38.errors = some;
return false;
}
validate38.errors = vErrors;
return errors === 0;
}


function validate40(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(errors === _errs1){
if(typeof key0 === "string"){
if(!pattern0.test(key0)){
const err0 = some;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
const err2 = some;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate40.errors = vErrors;
return false;
break;
}
}
if(valid0){
for(const key1 in data){
const _errs4 = errors;
if(typeof data[key1] !== "string"){
validate40.errors = some;
return false;
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate40.errors = some;
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}


function validate42(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern0.test(data)){
validate42.errors = some;
return false;
}
}
else {
validate42.errors = some;
return false;
}
}
validate42.errors = vErrors;
return errors === 0;
}

const pattern1 = new RegExp("^(?:https://[^\\s/?#@]+|http://(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?)(?:/\\S*)?$", "u");
const pattern2 = idPattern("^[^\\s@\\p{Lu}]+$");

function validate22(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.url === undefined) && (missing0 = "url"))) || ((data.internalDomains === undefined) && (missing0 = "internalDomains"))){
validate22.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema7.properties, key0))){
validate22.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Site" !== data.kind){
validate22.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.url !== undefined){
let data2 = data.url;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
validate22.errors = some;
return false;
}
}
else {
validate22.errors = some;
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.internalDomains !== undefined){
let data3 = data.internalDomains;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data3)){
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
validate22.errors = some;
return false;
}
}
else {
validate22.errors = some;
return false;
}
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
else {
validate22.errors = some;
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.plan !== undefined){
let data5 = data.plan;
const _errs10 = errors;
if(typeof data5 !== "string"){
validate22.errors = some;
return false;
}
if(!((((data5 === "free") || (data5 === "standard")) || (data5 === "premium")) || (data5 === "enterprise"))){
validate22.errors = some;
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.admins !== undefined){
let data6 = data.admins;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data6)){
var valid2 = true;
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
const _errs14 = errors;
if(!(validate25(data6[i1]))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid2 = _errs14 === errors;
if(!valid2){
break;
}
}
}
else {
validate22.errors = some;
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.seats !== undefined){
let data8 = data.seats;
const _errs15 = errors;
if(errors === _errs15){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
const _errs17 = errors;
for(const key1 in data8){
if(!(((((key1 === "jira-software") || (key1 === "jira-servicedesk")) || (key1 === "jira-core")) || (key1 === "jira-product-discovery")) || (key1 === "confluence"))){
validate22.errors = some;
return false;
break;
}
}
if(_errs17 === errors){
if(data8["jira-software"] !== undefined){
let data9 = data8["jira-software"];
const _errs18 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate22.errors = some;
return false;
}
if(errors === _errs18){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 0 || isNaN(data9)){
validate22.errors = some;
return false;
}
}
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8["jira-servicedesk"] !== undefined){
let data10 = data8["jira-servicedesk"];
const _errs20 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate22.errors = some;
return false;
}
if(errors === _errs20){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate22.errors = some;
return false;
}
}
}
var valid3 = _errs20 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8["jira-core"] !== undefined){
let data11 = data8["jira-core"];
const _errs22 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate22.errors = some;
return false;
}
if(errors === _errs22){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
validate22.errors = some;
return false;
}
}
}
var valid3 = _errs22 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8["jira-product-discovery"] !== undefined){
let data12 = data8["jira-product-discovery"];
const _errs24 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate22.errors = some;
return false;
}
if(errors === _errs24){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
validate22.errors = some;
return false;
}
}
}
var valid3 = _errs24 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8.confluence !== undefined){
let data13 = data8.confluence;
const _errs26 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate22.errors = some;
return false;
}
if(errors === _errs26){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 0 || isNaN(data13)){
validate22.errors = some;
return false;
}
}
}
var valid3 = _errs26 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
}
else {
validate22.errors = some;
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.guestsPerPaidUser !== undefined){
let data14 = data.guestsPerPaidUser;
const _errs28 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate22.errors = some;
return false;
}
if(errors === _errs28){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
validate22.errors = some;
return false;
}
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.globalPermissions !== undefined){
let data15 = data.globalPermissions;
const _errs30 = errors;
if(errors === _errs30){
if(Array.isArray(data15)){
var valid4 = true;
const len2 = data15.length;
for(let i2=0; i2<len2; i2++){
const _errs32 = errors;
if(!(validate27(data15[i2]))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
var valid4 = _errs32 === errors;
if(!valid4){
break;
}
}
}
else {
validate22.errors = some;
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.limits !== undefined){
const _errs33 = errors;
if(!(validate34(data.limits))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lint !== undefined){
let data18 = data.lint;
const _errs34 = errors;
if(errors === _errs34){
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key2 in data18){
let data19 = data18[key2];
const _errs37 = errors;
if(typeof data19 !== "string"){
validate22.errors = some;
return false;
}
if(!(((data19 === "off") || (data19 === "warning")) || (data19 === "error"))){
validate22.errors = some;
return false;
}
var valid5 = _errs37 === errors;
if(!valid5){
break;
}
}
}
else {
validate22.errors = some;
return false;
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs39 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs40 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs40 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs41 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs42 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate22.errors = some;
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

export const Users = validate44;
const schema19 = {"type":"object","properties":{"active":{"type":"boolean"},"audience":{"$ref":"#/$defs/common.audience"},"company":{"type":"string"},"products":{"type":"array","items":{"$ref":"#/$defs/common.productEntry"},"x-entries":["string","object"]},"guest":{"type":["string","array"],"if":{"type":"string"},"then":{"$ref":"#/$defs/users.guestOf"},"items":{"$ref":"#/$defs/users.guestOf"},"minItems":1,"x-entries":"string"},"type":{"$ref":"#/$defs/common.subjectType"},"labels":{"$ref":"#/$defs/common.labels"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"}},"additionalProperties":false};

function validate47(data){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
validate47.errors = some;
return false;
}
if(!((data === "internal") || (data === "external"))){
validate47.errors = some;
return false;
}
validate47.errors = vErrors;
return errors === 0;
}


function validate50(data){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
validate50.errors = some;
return false;
}
if(!(((((data === "jira-software") || (data === "jira-servicedesk")) || (data === "jira-core")) || (data === "jira-product-discovery")) || (data === "confluence"))){
validate50.errors = some;
return false;
}
validate50.errors = vErrors;
return errors === 0;
}


function validate49(data){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
validate49.errors = some;
return false;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(typeof data !== "string"){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(!(validate50(data))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate49.errors = vErrors;
return false;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.product === undefined) && (missing0 = "product")){
validate49.errors = some;
return false;
}
else {
const _errs5 = errors;
for(const key0 in data){
if(!(((key0 === "product") || (key0 === "until")) || (key0 === "reason"))){
validate49.errors = some;
return false;
break;
}
}
if(_errs5 === errors){
if(data.product !== undefined){
const _errs6 = errors;
if(!(validate50(data.product))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
var valid1 = _errs6 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.until !== undefined){
const _errs7 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.reason !== undefined){
const _errs8 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
validate49.errors = vErrors;
return errors === 0;
}


function validate56(data){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
validate56.errors = some;
return false;
}
if(!((data === "confluence") || (data === "jira"))){
validate56.errors = some;
return false;
}
validate56.errors = vErrors;
return errors === 0;
}


function validate59(data){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
validate59.errors = some;
return false;
}
if(!((data === "person") || (data === "app"))){
validate59.errors = some;
return false;
}
validate59.errors = vErrors;
return errors === 0;
}


function validate46(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema19.properties, key0))){
validate46.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.active !== undefined){
const _errs2 = errors;
if(typeof data.active !== "boolean"){
validate46.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.audience !== undefined){
const _errs4 = errors;
if(!(validate47(data.audience))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.company !== undefined){
const _errs5 = errors;
if(typeof data.company !== "string"){
validate46.errors = some;
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.products !== undefined){
let data3 = data.products;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs9 = errors;
if(!(validate49(data3[i0]))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
var valid1 = _errs9 === errors;
if(!valid1){
break;
}
}
}
else {
validate46.errors = some;
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.guest !== undefined){
let data5 = data.guest;
const _errs10 = errors;
if((typeof data5 !== "string") && (!(Array.isArray(data5)))){
validate46.errors = some;
return false;
}
const _errs12 = errors;
let valid2 = true;
const _errs13 = errors;
if(typeof data5 !== "string"){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs13 === errors;
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs15 = errors;
if(!(validate56(data5))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
var _valid0 = _errs15 === errors;
valid2 = _valid0;
}
if(!valid2){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate46.errors = vErrors;
return false;
}
if(errors === _errs10){
if(Array.isArray(data5)){
if(data5.length < 1){
validate46.errors = some;
return false;
}
else {
var valid3 = true;
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
const _errs16 = errors;
if(!(validate56(data5[i1]))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
var valid3 = _errs16 === errors;
if(!valid3){
break;
}
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined){
const _errs17 = errors;
if(!(validate59(data.type))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs18 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
const _errs19 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs20 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate46.errors = some;
return false;
}
}
validate46.errors = vErrors;
return errors === 0;
}

const schema25 = {"type":"object","properties":{"name":{"type":"string"},"accountId":{"type":"string","pattern":"\\S","x-form":"not-blank"},"active":{"type":"boolean"},"audience":{"$ref":"#/$defs/common.audience"},"company":{"type":"string"},"products":{"type":"array","items":{"$ref":"#/$defs/common.productEntry"},"x-entries":["string","object"]},"guest":{"type":["string","array"],"if":{"type":"string"},"then":{"$ref":"#/$defs/users.guestOf"},"items":{"$ref":"#/$defs/users.guestOf"},"x-entries":"string"},"type":{"$ref":"#/$defs/common.subjectType"},"labels":{"$ref":"#/$defs/common.labels"},"until":{"$ref":"#/$defs/common.until"},"reason":{"$ref":"#/$defs/common.reason"},"formerly":{"$ref":"#/$defs/common.formerly"}},"additionalProperties":false};
const pattern8 = new RegExp("\\S", "u");

function validate65(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema25.properties, key0))){
validate65.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if(typeof data.name !== "string"){
validate65.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.accountId !== undefined){
let data1 = data.accountId;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern8.test(data1)){
validate65.errors = some;
return false;
}
}
else {
validate65.errors = some;
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.active !== undefined){
const _errs6 = errors;
if(typeof data.active !== "boolean"){
validate65.errors = some;
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.audience !== undefined){
const _errs8 = errors;
if(!(validate47(data.audience))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.company !== undefined){
const _errs9 = errors;
if(typeof data.company !== "string"){
validate65.errors = some;
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.products !== undefined){
let data5 = data.products;
const _errs11 = errors;
if(errors === _errs11){
if(Array.isArray(data5)){
var valid1 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs13 = errors;
if(!(validate49(data5[i0]))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
var valid1 = _errs13 === errors;
if(!valid1){
break;
}
}
}
else {
validate65.errors = some;
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.guest !== undefined){
let data7 = data.guest;
const _errs14 = errors;
if((typeof data7 !== "string") && (!(Array.isArray(data7)))){
validate65.errors = some;
return false;
}
const _errs16 = errors;
let valid2 = true;
const _errs17 = errors;
if(typeof data7 !== "string"){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs17 === errors;
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs19 = errors;
if(!(validate56(data7))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
var _valid0 = _errs19 === errors;
valid2 = _valid0;
}
if(!valid2){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate65.errors = vErrors;
return false;
}
if(errors === _errs14){
if(Array.isArray(data7)){
var valid3 = true;
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
const _errs20 = errors;
if(!(validate56(data7[i1]))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
var valid3 = _errs20 === errors;
if(!valid3){
break;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined){
const _errs21 = errors;
if(!(validate59(data.type))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs22 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
const _errs23 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs24 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs25 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate65.errors = some;
return false;
}
}
validate65.errors = vErrors;
return errors === 0;
}

const pattern7 = idPattern("^(?!(?:__proto__|constructor|prototype)$)(?:[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff@]{1,255}|(?!.*\\p{Lu}.*@)[^\\s\\p{Cc}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\uffff\\udb40\\udc00-\\udb40\\udcff]{1,255})$");

function validate44(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.users === undefined) && (missing0 = "users"))){
validate44.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "kind") || (key0 === "name")) || (key0 === "defaults")) || (key0 === "users")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
validate44.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Users" !== data.kind){
validate44.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.defaults !== undefined){
const _errs4 = errors;
if(!(validate46(data.defaults))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.users !== undefined){
let data3 = data.users;
const _errs5 = errors;
if(errors === _errs5){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
const _errs7 = errors;
if(errors === _errs7){
if(typeof key1 === "string"){
if(!pattern7.test(key1)){
const err0 = some;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var valid1 = _errs7 === errors;
if(!valid1){
const err2 = some;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate44.errors = vErrors;
return false;
break;
}
}
if(valid1){
for(const key2 in data3){
const _errs10 = errors;
if(!(validate65(data3[key2]))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
var valid2 = _errs10 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate44.errors = some;
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs11 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs12 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs13 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs14 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate44.errors = some;
return false;
}
}
validate44.errors = vErrors;
return errors === 0;
}

export const Group = validate80;
const schema26 = {"type":"object","properties":{"kind":{"const":"Group"},"name":{"$ref":"#/$defs/common.name"},"members":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"includes":{"type":"array","items":{"type":"string"}},"products":{"type":"array","items":{"$ref":"#/$defs/common.product"},"x-entries":"string"},"managedBy":{"type":"string","enum":["git","idp","open"]},"audience":{"$ref":"#/$defs/common.audience"},"observed":{"$ref":"#/$defs/group.observed"},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name"],"additionalProperties":false};
const pattern9 = new RegExp("^\\S*$", "u");

function validate83(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern9.test(data)){
validate83.errors = some;
return false;
}
}
else {
validate83.errors = some;
return false;
}
}
validate83.errors = vErrors;
return errors === 0;
}


function validate82(data){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
validate82.errors = some;
return false;
}
if(errors === 0){
if(typeof data === "string"){
if(!pattern9.test(data)){
validate82.errors = some;
return false;
}
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.user === undefined) && (missing0 = "user")){
validate82.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "user") || (key0 === "until")) || (key0 === "reason"))){
validate82.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.user !== undefined){
const _errs2 = errors;
if(!(validate83(data.user))){
vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
const _errs3 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs4 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
validate82.errors = vErrors;
return errors === 0;
}


function validate91(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern4.test(data)){
validate91.errors = some;
return false;
}
}
else {
validate91.errors = some;
return false;
}
}
validate91.errors = vErrors;
return errors === 0;
}


function validate90(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.on === undefined) && (missing0 = "on")) || ((data.members === undefined) && (missing0 = "members"))){
validate90.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "on") || (key0 === "members"))){
validate90.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.on !== undefined){
const _errs2 = errors;
if(!(validate91(data.on))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.members !== undefined){
let data1 = data.members;
const _errs3 = errors;
if(errors === _errs3){
if(Array.isArray(data1)){
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs5 = errors;
if(!(validate82(data1[i0]))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
var valid1 = _errs5 === errors;
if(!valid1){
break;
}
}
}
else {
validate90.errors = some;
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate90.errors = some;
return false;
}
}
validate90.errors = vErrors;
return errors === 0;
}


function validate80(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))){
validate80.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema26.properties, key0))){
validate80.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Group" !== data.kind){
validate80.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.members !== undefined){
let data2 = data.members;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(!(validate82(data2[i0]))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate80.errors = some;
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.includes !== undefined){
let data4 = data.includes;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data4)){
var valid2 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
const _errs9 = errors;
if(typeof data4[i1] !== "string"){
validate80.errors = some;
return false;
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
}
else {
validate80.errors = some;
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.products !== undefined){
let data6 = data.products;
const _errs11 = errors;
if(errors === _errs11){
if(Array.isArray(data6)){
var valid3 = true;
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
const _errs13 = errors;
if(!(validate50(data6[i2]))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
var valid3 = _errs13 === errors;
if(!valid3){
break;
}
}
}
else {
validate80.errors = some;
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.managedBy !== undefined){
let data8 = data.managedBy;
const _errs14 = errors;
if(typeof data8 !== "string"){
validate80.errors = some;
return false;
}
if(!(((data8 === "git") || (data8 === "idp")) || (data8 === "open"))){
validate80.errors = some;
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.audience !== undefined){
const _errs16 = errors;
if(!(validate47(data.audience))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.observed !== undefined){
const _errs17 = errors;
if(!(validate90(data.observed))){
vErrors = vErrors === null ? validate90.errors : vErrors.concat(validate90.errors);
errors = vErrors.length;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs18 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs19 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs20 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs21 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate80.errors = some;
return false;
}
}
validate80.errors = vErrors;
return errors === 0;
}

export const Role = validate99;

function validate99(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))){
validate99.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "kind") || (key0 === "name")) || (key0 === "defaultActors")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
validate99.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Role" !== data.kind){
validate99.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.defaultActors !== undefined){
let data2 = data.defaultActors;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(!(validate25(data2[i0]))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate99.errors = some;
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs7 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs8 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs9 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs10 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate99.errors = some;
return false;
}
}
validate99.errors = vErrors;
return errors === 0;
}

export const Bundle = validate106;

function validate106(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.permissions === undefined) && (missing0 = "permissions"))){
validate106.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "kind") || (key0 === "name")) || (key0 === "permissions")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
validate106.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Bundle" !== data.kind){
validate106.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.permissions !== undefined){
let data2 = data.permissions;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(typeof data2[i0] !== "string"){
validate106.errors = some;
return false;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate106.errors = some;
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs8 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs9 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs10 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs11 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate106.errors = some;
return false;
}
}
validate106.errors = vErrors;
return errors === 0;
}

export const Scheme = validate112;

function validate116(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(Array.isArray(data)){
if(data.length < 1){
validate116.errors = some;
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
const _errs1 = errors;
if(typeof data[i0] !== "string"){
validate116.errors = some;
return false;
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
else {
validate116.errors = some;
return false;
}
}
validate116.errors = vErrors;
return errors === 0;
}


function validate114(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.to === undefined) && (missing0 = "to")) || ((data.allow === undefined) && (missing0 = "allow"))){
validate114.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "to") || (key0 === "allow")) || (key0 === "until")) || (key0 === "reason"))){
validate114.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.to !== undefined){
let data0 = data.to;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length < 1){
validate114.errors = some;
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs4 = errors;
if(!(validate25(data0[i0]))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate114.errors = some;
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.allow !== undefined){
const _errs5 = errors;
if(!(validate116(data.allow))){
vErrors = vErrors === null ? validate116.errors : vErrors.concat(validate116.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
const _errs6 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs7 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate114.errors = some;
return false;
}
}
validate114.errors = vErrors;
return errors === 0;
}


function validate112(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.grants === undefined) && (missing0 = "grants"))){
validate112.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "kind") || (key0 === "name")) || (key0 === "grants")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
validate112.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Scheme" !== data.kind){
validate112.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.grants !== undefined){
let data2 = data.grants;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(!(validate114(data2[i0]))){
vErrors = vErrors === null ? validate114.errors : vErrors.concat(validate114.errors);
errors = vErrors.length;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate112.errors = some;
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs7 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs8 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs9 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs10 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate112.errors = some;
return false;
}
}
validate112.errors = vErrors;
return errors === 0;
}

export const Project = validate125;
const schema36 = {"type":"object","properties":{"kind":{"const":"Project"},"key":{"$ref":"#/$defs/common.projectKey"},"product":{"type":"string","enum":["jira-software","jira-servicedesk","jira-core","jira-product-discovery"]},"style":{"type":"string","enum":["company-managed","team-managed"]},"lead":{"type":"string"},"scheme":{"type":"string"},"access":{"type":"string","enum":["open","limited","private"]},"archived":{"type":"boolean"},"roles":{"type":"object","additionalProperties":{"type":"array","items":{"$ref":"#/$defs/common.subjectEntry"},"x-entries":["string","object"]}},"guests":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","key"],"additionalProperties":false,"if":{"properties":{"style":{"const":"team-managed"}},"required":["style"]},"then":{"required":["access"],"properties":{"scheme":false}},"else":{"required":["scheme"],"properties":{"access":false}}};
const pattern12 = new RegExp("^[A-Z][A-Z0-9_]{1,9}$", "u");

function validate126(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern12.test(data)){
validate126.errors = some;
return false;
}
}
else {
validate126.errors = some;
return false;
}
}
validate126.errors = vErrors;
return errors === 0;
}


function validate128(data){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
validate128.errors = some;
return false;
}
if(errors === 0){
if(typeof data === "string"){
if(!pattern3.test(data)){
validate128.errors = some;
return false;
}
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.subject === undefined) && (missing0 = "subject")){
validate128.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "subject") || (key0 === "until")) || (key0 === "reason"))){
validate128.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.subject !== undefined){
const _errs2 = errors;
if(!(validate25(data.subject))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
const _errs3 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs4 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
validate128.errors = vErrors;
return errors === 0;
}


function validate125(data){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.style === undefined) && (missing0 = "style")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.style !== undefined){
if("team-managed" !== data.style){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.access === undefined) && (missing1 = "access")){
validate125.errors = some;
return false;
}
else {
if(data.scheme !== undefined){
validate125.errors = some;
return false;
}
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.scheme === undefined) && (missing2 = "scheme")){
validate125.errors = some;
return false;
}
else {
if(data.access !== undefined){
validate125.errors = some;
return false;
}
}
}
var _valid0 = _errs5 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
const err2 = some;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate125.errors = vErrors;
return false;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if(((data.kind === undefined) && (missing3 = "kind")) || ((data.key === undefined) && (missing3 = "key"))){
validate125.errors = some;
return false;
}
else {
const _errs6 = errors;
for(const key0 in data){
if(!(func2.call(schema36.properties, key0))){
validate125.errors = some;
return false;
break;
}
}
if(_errs6 === errors){
if(data.kind !== undefined){
const _errs7 = errors;
if("Project" !== data.kind){
validate125.errors = some;
return false;
}
var valid4 = _errs7 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.key !== undefined){
const _errs8 = errors;
if(!(validate126(data.key))){
vErrors = vErrors === null ? validate126.errors : vErrors.concat(validate126.errors);
errors = vErrors.length;
}
var valid4 = _errs8 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.product !== undefined){
let data5 = data.product;
const _errs9 = errors;
if(typeof data5 !== "string"){
validate125.errors = some;
return false;
}
if(!((((data5 === "jira-software") || (data5 === "jira-servicedesk")) || (data5 === "jira-core")) || (data5 === "jira-product-discovery"))){
validate125.errors = some;
return false;
}
var valid4 = _errs9 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.style !== undefined){
let data6 = data.style;
const _errs11 = errors;
if(typeof data6 !== "string"){
validate125.errors = some;
return false;
}
if(!((data6 === "company-managed") || (data6 === "team-managed"))){
validate125.errors = some;
return false;
}
var valid4 = _errs11 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.lead !== undefined){
const _errs13 = errors;
if(typeof data.lead !== "string"){
validate125.errors = some;
return false;
}
var valid4 = _errs13 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.scheme !== undefined){
const _errs15 = errors;
if(typeof data.scheme !== "string"){
validate125.errors = some;
return false;
}
var valid4 = _errs15 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.access !== undefined){
let data9 = data.access;
const _errs17 = errors;
if(typeof data9 !== "string"){
validate125.errors = some;
return false;
}
if(!(((data9 === "open") || (data9 === "limited")) || (data9 === "private"))){
validate125.errors = some;
return false;
}
var valid4 = _errs17 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.archived !== undefined){
const _errs19 = errors;
if(typeof data.archived !== "boolean"){
validate125.errors = some;
return false;
}
var valid4 = _errs19 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.roles !== undefined){
let data11 = data.roles;
const _errs21 = errors;
if(errors === _errs21){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key1 in data11){
let data12 = data11[key1];
const _errs24 = errors;
if(errors === _errs24){
if(Array.isArray(data12)){
var valid6 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
const _errs26 = errors;
if(!(validate128(data12[i0]))){
vErrors = vErrors === null ? validate128.errors : vErrors.concat(validate128.errors);
errors = vErrors.length;
}
var valid6 = _errs26 === errors;
if(!valid6){
break;
}
}
}
else {
validate125.errors = some;
return false;
}
}
var valid5 = _errs24 === errors;
if(!valid5){
break;
}
}
}
else {
validate125.errors = some;
return false;
}
}
var valid4 = _errs21 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.guests !== undefined){
let data14 = data.guests;
const _errs27 = errors;
if(errors === _errs27){
if(Array.isArray(data14)){
var valid7 = true;
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
const _errs29 = errors;
if(!(validate82(data14[i1]))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
var valid7 = _errs29 === errors;
if(!valid7){
break;
}
}
}
else {
validate125.errors = some;
return false;
}
}
var valid4 = _errs27 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.description !== undefined){
const _errs30 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid4 = _errs30 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.owner !== undefined){
const _errs31 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid4 = _errs31 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.labels !== undefined){
const _errs32 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid4 = _errs32 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.formerly !== undefined){
const _errs33 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid4 = _errs33 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate125.errors = some;
return false;
}
}
validate125.errors = vErrors;
return errors === 0;
}

export const SpaceRole = validate138;

function validate138(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.permissions === undefined) && (missing0 = "permissions"))){
validate138.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "kind") || (key0 === "name")) || (key0 === "permissions")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
validate138.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("SpaceRole" !== data.kind){
validate138.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.permissions !== undefined){
let data2 = data.permissions;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(typeof data2[i0] !== "string"){
validate138.errors = some;
return false;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate138.errors = some;
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs8 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs9 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs10 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs11 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate138.errors = some;
return false;
}
}
validate138.errors = vErrors;
return errors === 0;
}

export const Space = validate144;
const schema40 = {"type":"object","properties":{"kind":{"const":"Space"},"key":{"$ref":"#/$defs/common.spaceKey"},"access":{"type":"array","items":{"$ref":"#/$defs/space.access"},"x-entries":"object"},"guests":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"guestPermissions":{"type":"array","items":{"type":"string"}},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","key"],"additionalProperties":false};
const pattern14 = new RegExp("^(?!(?:__proto__|constructor|prototype)$)[A-Za-z0-9~._-]{1,255}$", "u");

function validate145(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern14.test(data)){
validate145.errors = some;
return false;
}
}
else {
validate145.errors = some;
return false;
}
}
validate145.errors = vErrors;
return errors === 0;
}


function validate149(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(Array.isArray(data)){
if(data.length < 1){
validate149.errors = some;
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
const _errs1 = errors;
if(typeof data[i0] !== "string"){
validate149.errors = some;
return false;
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
else {
validate149.errors = some;
return false;
}
}
validate149.errors = vErrors;
return errors === 0;
}


function validate147(data){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.as === undefined) && (missing0 = "as")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.allow !== undefined){
validate147.errors = some;
return false;
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.allow === undefined) && (missing1 = "allow")){
validate147.errors = some;
return false;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate147.errors = vErrors;
return false;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.to === undefined) && (missing2 = "to")){
validate147.errors = some;
return false;
}
else {
const _errs5 = errors;
for(const key0 in data){
if(!(((((key0 === "to") || (key0 === "allow")) || (key0 === "as")) || (key0 === "until")) || (key0 === "reason"))){
validate147.errors = some;
return false;
break;
}
}
if(_errs5 === errors){
if(data.to !== undefined){
let data1 = data.to;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data1)){
if(data1.length < 1){
validate147.errors = some;
return false;
}
else {
var valid3 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs8 = errors;
if(!(validate25(data1[i0]))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid3 = _errs8 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate147.errors = some;
return false;
}
}
var valid2 = _errs6 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.allow !== undefined){
const _errs9 = errors;
if(!(validate149(data.allow))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.as !== undefined){
const _errs10 = errors;
if(typeof data.as !== "string"){
validate147.errors = some;
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.until !== undefined){
const _errs12 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.reason !== undefined){
const _errs13 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
else {
validate147.errors = some;
return false;
}
}
validate147.errors = vErrors;
return errors === 0;
}


function validate144(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.kind === undefined) && (missing0 = "kind")) || ((data.key === undefined) && (missing0 = "key"))){
validate144.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema40.properties, key0))){
validate144.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Space" !== data.kind){
validate144.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
const _errs3 = errors;
if(!(validate145(data.key))){
vErrors = vErrors === null ? validate145.errors : vErrors.concat(validate145.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.access !== undefined){
let data2 = data.access;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(!(validate147(data2[i0]))){
vErrors = vErrors === null ? validate147.errors : vErrors.concat(validate147.errors);
errors = vErrors.length;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate144.errors = some;
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.guests !== undefined){
let data4 = data.guests;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data4)){
var valid2 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
const _errs9 = errors;
if(!(validate82(data4[i1]))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
}
else {
validate144.errors = some;
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.guestPermissions !== undefined){
let data6 = data.guestPermissions;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data6)){
var valid3 = true;
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
const _errs12 = errors;
if(typeof data6[i2] !== "string"){
validate144.errors = some;
return false;
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
else {
validate144.errors = some;
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs14 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs15 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs16 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs17 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate144.errors = some;
return false;
}
}
validate144.errors = vErrors;
return errors === 0;
}

export const Channel = validate159;
const schema44 = {"type":"object","properties":{"kind":{"const":"Channel"},"name":{"$ref":"#/$defs/common.name"},"system":{"type":"string","enum":["slack"],"x-form":"chat"},"private":{"type":"boolean"},"members":{"type":"array","items":{"$ref":"#/$defs/common.subjectEntry"},"x-entries":["string","object"]},"guests":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name"],"additionalProperties":false};

function validate159(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))){
validate159.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema44.properties, key0))){
validate159.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Channel" !== data.kind){
validate159.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.system !== undefined){
let data2 = data.system;
const _errs4 = errors;
if(typeof data2 !== "string"){
validate159.errors = some;
return false;
}
if(!(data2 === "slack")){
validate159.errors = some;
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.private !== undefined){
const _errs6 = errors;
if(typeof data.private !== "boolean"){
validate159.errors = some;
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.members !== undefined){
let data4 = data.members;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data4)){
var valid1 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
const _errs10 = errors;
if(!(validate128(data4[i0]))){
vErrors = vErrors === null ? validate128.errors : vErrors.concat(validate128.errors);
errors = vErrors.length;
}
var valid1 = _errs10 === errors;
if(!valid1){
break;
}
}
}
else {
validate159.errors = some;
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.guests !== undefined){
let data6 = data.guests;
const _errs11 = errors;
if(errors === _errs11){
if(Array.isArray(data6)){
var valid2 = true;
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
const _errs13 = errors;
if(!(validate82(data6[i1]))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
var valid2 = _errs13 === errors;
if(!valid2){
break;
}
}
}
else {
validate159.errors = some;
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs14 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs15 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs16 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs17 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate159.errors = some;
return false;
}
}
validate159.errors = vErrors;
return errors === 0;
}

export const Collaboration = validate167;
const schema45 = {"type":"object","properties":{"kind":{"const":"Collaboration"},"name":{"$ref":"#/$defs/common.name"},"company":{"type":"string"},"sponsor":{"type":"string"},"until":{"$ref":"#/$defs/common.until"},"members":{"type":"array","items":{"$ref":"#/$defs/common.userEntry"},"x-entries":["string","object"]},"project":{"type":["object","array"],"if":{"type":"object"},"then":{"$ref":"#/$defs/collaboration.projectPlace"},"items":{"$ref":"#/$defs/collaboration.projectPlace"},"minItems":1,"x-entries":"object"},"space":{"type":["object","array"],"if":{"type":"object"},"then":{"$ref":"#/$defs/collaboration.spacePlace"},"items":{"$ref":"#/$defs/collaboration.spacePlace"},"minItems":1,"x-entries":"object"},"channel":{"type":["string","array"],"items":{"type":"string"},"minItems":1},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name","sponsor","members"],"additionalProperties":false};

function validate171(data){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.as === undefined) && (missing0 = "as")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.role !== undefined){
validate171.errors = some;
return false;
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.role === undefined) && (missing1 = "role")){
validate171.errors = some;
return false;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate171.errors = vErrors;
return false;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.key === undefined) && (missing2 = "key")){
validate171.errors = some;
return false;
}
else {
const _errs5 = errors;
for(const key0 in data){
if(!(((key0 === "key") || (key0 === "role")) || (key0 === "as"))){
validate171.errors = some;
return false;
break;
}
}
if(_errs5 === errors){
if(data.key !== undefined){
const _errs6 = errors;
if(typeof data.key !== "string"){
validate171.errors = some;
return false;
}
var valid2 = _errs6 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.role !== undefined){
const _errs8 = errors;
if(typeof data.role !== "string"){
validate171.errors = some;
return false;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.as !== undefined){
let data3 = data.as;
const _errs10 = errors;
if(typeof data3 !== "string"){
validate171.errors = some;
return false;
}
if(!(data3 === "guest")){
validate171.errors = some;
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate171.errors = some;
return false;
}
}
validate171.errors = vErrors;
return errors === 0;
}


function validate174(data){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.as !== undefined){
if("guest" !== data.as){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.allow !== undefined){
validate174.errors = some;
return false;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate174.errors = vErrors;
return false;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.key === undefined) && (missing0 = "key")) || ((data.as === undefined) && (missing0 = "as"))){
validate174.errors = some;
return false;
}
else {
const _errs5 = errors;
for(const key0 in data){
if(!(((key0 === "key") || (key0 === "as")) || (key0 === "allow"))){
validate174.errors = some;
return false;
break;
}
}
if(_errs5 === errors){
if(data.key !== undefined){
const _errs6 = errors;
if(typeof data.key !== "string"){
validate174.errors = some;
return false;
}
var valid3 = _errs6 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data.as !== undefined){
let data3 = data.as;
const _errs8 = errors;
if(typeof data3 !== "string"){
validate174.errors = some;
return false;
}
if(!((data3 === "guest") || (data3 === "member"))){
validate174.errors = some;
return false;
}
var valid3 = _errs8 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data.allow !== undefined){
const _errs10 = errors;
if(!(validate149(data.allow))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
var valid3 = _errs10 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
else {
validate174.errors = some;
return false;
}
}
validate174.errors = vErrors;
return errors === 0;
}


function validate167(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.sponsor === undefined) && (missing0 = "sponsor"))) || ((data.members === undefined) && (missing0 = "members"))){
validate167.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema45.properties, key0))){
validate167.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Collaboration" !== data.kind){
validate167.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.company !== undefined){
const _errs4 = errors;
if(typeof data.company !== "string"){
validate167.errors = some;
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sponsor !== undefined){
const _errs6 = errors;
if(typeof data.sponsor !== "string"){
validate167.errors = some;
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
const _errs8 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.members !== undefined){
let data5 = data.members;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data5)){
var valid1 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs11 = errors;
if(!(validate82(data5[i0]))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
var valid1 = _errs11 === errors;
if(!valid1){
break;
}
}
}
else {
validate167.errors = some;
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.project !== undefined){
let data7 = data.project;
const _errs12 = errors;
if(!data7 || typeof data7 != "object"){
validate167.errors = some;
return false;
}
const _errs14 = errors;
let valid2 = true;
const _errs15 = errors;
if(!(data7 && typeof data7 == "object" && !Array.isArray(data7))){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs15 === errors;
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs17 = errors;
if(!(validate171(data7))){
vErrors = vErrors === null ? validate171.errors : vErrors.concat(validate171.errors);
errors = vErrors.length;
}
var _valid0 = _errs17 === errors;
valid2 = _valid0;
}
if(!valid2){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate167.errors = vErrors;
return false;
}
if(errors === _errs12){
if(Array.isArray(data7)){
if(data7.length < 1){
validate167.errors = some;
return false;
}
else {
var valid3 = true;
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
const _errs18 = errors;
if(!(validate171(data7[i1]))){
vErrors = vErrors === null ? validate171.errors : vErrors.concat(validate171.errors);
errors = vErrors.length;
}
var valid3 = _errs18 === errors;
if(!valid3){
break;
}
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.space !== undefined){
let data9 = data.space;
const _errs19 = errors;
if(!data9 || typeof data9 != "object"){
validate167.errors = some;
return false;
}
const _errs21 = errors;
let valid4 = true;
const _errs22 = errors;
if(!(data9 && typeof data9 == "object" && !Array.isArray(data9))){
const err2 = {};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid1 = _errs22 === errors;
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs24 = errors;
if(!(validate174(data9))){
vErrors = vErrors === null ? validate174.errors : vErrors.concat(validate174.errors);
errors = vErrors.length;
}
var _valid1 = _errs24 === errors;
valid4 = _valid1;
}
if(!valid4){
const err3 = some;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate167.errors = vErrors;
return false;
}
if(errors === _errs19){
if(Array.isArray(data9)){
if(data9.length < 1){
validate167.errors = some;
return false;
}
else {
var valid5 = true;
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
const _errs25 = errors;
if(!(validate174(data9[i2]))){
vErrors = vErrors === null ? validate174.errors : vErrors.concat(validate174.errors);
errors = vErrors.length;
}
var valid5 = _errs25 === errors;
if(!valid5){
break;
}
}
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.channel !== undefined){
let data11 = data.channel;
const _errs26 = errors;
if((typeof data11 !== "string") && (!(Array.isArray(data11)))){
validate167.errors = some;
return false;
}
if(errors === _errs26){
if(Array.isArray(data11)){
if(data11.length < 1){
validate167.errors = some;
return false;
}
else {
var valid6 = true;
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
const _errs28 = errors;
if(typeof data11[i3] !== "string"){
validate167.errors = some;
return false;
}
var valid6 = _errs28 === errors;
if(!valid6){
break;
}
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs30 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs31 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs32 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs33 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate167.errors = some;
return false;
}
}
validate167.errors = vErrors;
return errors === 0;
}

export const Guardrail = validate182;
const schema48 = {"type":"object","properties":{"kind":{"const":"Guardrail"},"name":{"$ref":"#/$defs/common.name"},"severity":{"type":"string","enum":["error","warning"]},"confine":{"$ref":"#/$defs/guardrail.confine"},"never":{"$ref":"#/$defs/guardrail.never"},"always":{"$ref":"#/$defs/guardrail.always"},"atLeast":{"$ref":"#/$defs/guardrail.atLeast"},"atMost":{"$ref":"#/$defs/guardrail.atMost"},"separate":{"$ref":"#/$defs/guardrail.separate"},"expire":{"$ref":"#/$defs/guardrail.expire"},"except":{"type":"array","items":{"$ref":"#/$defs/guardrail.waiver"},"x-entries":"object"},"description":{"$ref":"#/$defs/common.description"},"owner":{"$ref":"#/$defs/common.owner"},"labels":{"$ref":"#/$defs/common.labels"},"formerly":{"$ref":"#/$defs/common.formerly"}},"required":["kind","name"],"additionalProperties":false,"oneOf":[{"required":["confine"]},{"required":["never"]},{"required":["always"]},{"required":["atLeast"]},{"required":["atMost"]},{"required":["separate"]},{"required":["expire"]}]};

function validate185(data){
let vErrors = null;
let errors = 0;
if(!data || typeof data != "object"){
validate185.errors = some;
return false;
}
if(errors === 0){
if(Array.isArray(data)){
if(data.length < 1){
validate185.errors = some;
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
const _errs1 = errors;
if(!(validate25(data[i0]))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs2 = errors;
for(const key0 in data){
if(!(((((key0 === "audience") || (key0 === "company")) || (key0 === "group")) || (key0 === "labels")) || (key0 === "type"))){
validate185.errors = some;
return false;
break;
}
}
if(_errs2 === errors){
if(data.audience !== undefined){
const _errs3 = errors;
if(!(validate47(data.audience))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
var valid1 = _errs3 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.company !== undefined){
const _errs4 = errors;
if(typeof data.company !== "string"){
validate185.errors = some;
return false;
}
var valid1 = _errs4 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.group !== undefined){
const _errs6 = errors;
if(typeof data.group !== "string"){
validate185.errors = some;
return false;
}
var valid1 = _errs6 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.labels !== undefined){
const _errs8 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.type !== undefined){
const _errs9 = errors;
if(!(validate59(data.type))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
}
}
validate185.errors = vErrors;
return errors === 0;
}


function validate191(data){
let vErrors = null;
let errors = 0;
if(!data || typeof data != "object"){
validate191.errors = some;
return false;
}
if(errors === 0){
if(Array.isArray(data)){
if(data.length < 1){
validate191.errors = some;
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
const _errs1 = errors;
if(typeof data[i0] !== "string"){
validate191.errors = some;
return false;
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.labels === undefined) && (missing0 = "labels")){
validate191.errors = some;
return false;
}
else {
const _errs3 = errors;
for(const key0 in data){
if(!(key0 === "labels")){
validate191.errors = some;
return false;
break;
}
}
if(_errs3 === errors){
if(data.labels !== undefined){
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
}
}
}
}
}
validate191.errors = vErrors;
return errors === 0;
}


function validate184(data){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.byLabel === undefined) && (missing0 = "byLabel")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to !== undefined){
validate184.errors = some;
return false;
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.to === undefined) && (missing1 = "to")){
validate184.errors = some;
return false;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate184.errors = vErrors;
return false;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs5 = errors;
for(const key0 in data){
if(!(((key0 === "who") || (key0 === "to")) || (key0 === "byLabel"))){
validate184.errors = some;
return false;
break;
}
}
if(_errs5 === errors){
if(data.who !== undefined){
const _errs6 = errors;
if(!(validate185(data.who))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
var valid2 = _errs6 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.to !== undefined){
const _errs7 = errors;
if(!(validate191(data.to))){
vErrors = vErrors === null ? validate191.errors : vErrors.concat(validate191.errors);
errors = vErrors.length;
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.byLabel !== undefined){
const _errs8 = errors;
if(!(validate23(data.byLabel))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate184.errors = some;
return false;
}
}
validate184.errors = vErrors;
return errors === 0;
}


function validate198(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(Array.isArray(data)){
if(data.length < 1){
validate198.errors = some;
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
const _errs1 = errors;
if(typeof data[i0] !== "string"){
validate198.errors = some;
return false;
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
else {
validate198.errors = some;
return false;
}
}
validate198.errors = vErrors;
return errors === 0;
}


function validate196(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.can === undefined) && (missing0 = "can")) || ((data.on === undefined) && (missing0 = "on"))){
validate196.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "who") || (key0 === "can")) || (key0 === "on"))){
validate196.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.who !== undefined){
const _errs2 = errors;
if(!(validate185(data.who))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can !== undefined){
const _errs3 = errors;
if(!(validate198(data.can))){
vErrors = vErrors === null ? validate198.errors : vErrors.concat(validate198.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.on !== undefined){
const _errs4 = errors;
if(!(validate191(data.on))){
vErrors = vErrors === null ? validate191.errors : vErrors.concat(validate191.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate196.errors = some;
return false;
}
}
validate196.errors = vErrors;
return errors === 0;
}


function validate202(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.can === undefined) && (missing0 = "can")) || ((data.on === undefined) && (missing0 = "on"))){
validate202.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "who") || (key0 === "can")) || (key0 === "on"))){
validate202.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.who !== undefined){
const _errs2 = errors;
if(!(validate185(data.who))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can !== undefined){
const _errs3 = errors;
if(!(validate198(data.can))){
vErrors = vErrors === null ? validate198.errors : vErrors.concat(validate198.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.on !== undefined){
const _errs4 = errors;
if(!(validate191(data.on))){
vErrors = vErrors === null ? validate191.errors : vErrors.concat(validate191.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate202.errors = some;
return false;
}
}
validate202.errors = vErrors;
return errors === 0;
}


function validate207(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.count === undefined) && (missing0 = "count")) || ((data.can === undefined) && (missing0 = "can"))) || ((data.on === undefined) && (missing0 = "on"))){
validate207.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "count") || (key0 === "who")) || (key0 === "can")) || (key0 === "on"))){
validate207.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.count !== undefined){
let data0 = data.count;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate207.errors = some;
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 1 || isNaN(data0)){
validate207.errors = some;
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.who !== undefined){
const _errs4 = errors;
if(!(validate185(data.who))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can !== undefined){
const _errs5 = errors;
if(!(validate198(data.can))){
vErrors = vErrors === null ? validate198.errors : vErrors.concat(validate198.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.on !== undefined){
const _errs6 = errors;
if(!(validate191(data.on))){
vErrors = vErrors === null ? validate191.errors : vErrors.concat(validate191.errors);
errors = vErrors.length;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate207.errors = some;
return false;
}
}
validate207.errors = vErrors;
return errors === 0;
}


function validate212(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.count === undefined) && (missing0 = "count")) || ((data.can === undefined) && (missing0 = "can"))) || ((data.on === undefined) && (missing0 = "on"))){
validate212.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "count") || (key0 === "who")) || (key0 === "can")) || (key0 === "on"))){
validate212.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.count !== undefined){
let data0 = data.count;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate212.errors = some;
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
validate212.errors = some;
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.who !== undefined){
const _errs4 = errors;
if(!(validate185(data.who))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can !== undefined){
const _errs5 = errors;
if(!(validate198(data.can))){
vErrors = vErrors === null ? validate198.errors : vErrors.concat(validate198.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.on !== undefined){
const _errs6 = errors;
if(!(validate191(data.on))){
vErrors = vErrors === null ? validate191.errors : vErrors.concat(validate191.errors);
errors = vErrors.length;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate212.errors = some;
return false;
}
}
validate212.errors = vErrors;
return errors === 0;
}


function validate219(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.can === undefined) && (missing0 = "can")) || ((data.on === undefined) && (missing0 = "on"))){
validate219.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "can") || (key0 === "on"))){
validate219.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.can !== undefined){
const _errs2 = errors;
if(!(validate198(data.can))){
vErrors = vErrors === null ? validate198.errors : vErrors.concat(validate198.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.on !== undefined){
const _errs3 = errors;
if(!(validate191(data.on))){
vErrors = vErrors === null ? validate191.errors : vErrors.concat(validate191.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate219.errors = some;
return false;
}
}
validate219.errors = vErrors;
return errors === 0;
}


function validate217(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.first === undefined) && (missing0 = "first")) || ((data.second === undefined) && (missing0 = "second"))){
validate217.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "who") || (key0 === "first")) || (key0 === "second"))){
validate217.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.who !== undefined){
const _errs2 = errors;
if(!(validate185(data.who))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.first !== undefined){
const _errs3 = errors;
if(!(validate219(data.first))){
vErrors = vErrors === null ? validate219.errors : vErrors.concat(validate219.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.second !== undefined){
const _errs4 = errors;
if(!(validate219(data.second))){
vErrors = vErrors === null ? validate219.errors : vErrors.concat(validate219.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate217.errors = some;
return false;
}
}
validate217.errors = vErrors;
return errors === 0;
}

const pattern15 = new RegExp("^[1-9]\\d{0,4}d$", "u");

function validate225(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.within === undefined) && (missing0 = "within")){
validate225.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "who") || (key0 === "within"))){
validate225.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.who !== undefined){
const _errs2 = errors;
if(!(validate185(data.who))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.within !== undefined){
let data1 = data.within;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(!pattern15.test(data1)){
validate225.errors = some;
return false;
}
}
else {
validate225.errors = some;
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate225.errors = some;
return false;
}
}
validate225.errors = vErrors;
return errors === 0;
}


function validate228(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.who === undefined) && (missing0 = "who")) || ((data.on === undefined) && (missing0 = "on"))) || ((data.reason === undefined) && (missing0 = "reason"))) || ((data.owner === undefined) && (missing0 = "owner"))) || ((data.until === undefined) && (missing0 = "until"))){
validate228.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "who") || (key0 === "can")) || (key0 === "on")) || (key0 === "reason")) || (key0 === "owner")) || (key0 === "until"))){
validate228.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.who !== undefined){
const _errs2 = errors;
if(!(validate185(data.who))){
vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can !== undefined){
const _errs3 = errors;
if(!(validate198(data.can))){
vErrors = vErrors === null ? validate198.errors : vErrors.concat(validate198.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.on !== undefined){
const _errs4 = errors;
if(!(validate191(data.on))){
vErrors = vErrors === null ? validate191.errors : vErrors.concat(validate191.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs5 = errors;
if(!(validate31(data.reason))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs6 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
const _errs7 = errors;
if(!(validate29(data.until))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate228.errors = some;
return false;
}
}
validate228.errors = vErrors;
return errors === 0;
}


function validate182(data){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = false;
let passing0 = null;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.confine === undefined) && (missing0 = "confine")){
const err0 = some;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
}
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.never === undefined) && (missing1 = "never")){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid0 = true;
passing0 = 1;
}
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.always === undefined) && (missing2 = "always")){
const err2 = some;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid0 = true;
passing0 = 2;
}
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((data.atLeast === undefined) && (missing3 = "atLeast")){
const err3 = some;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 3];
}
else {
if(_valid0){
valid0 = true;
passing0 = 3;
}
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.atMost === undefined) && (missing4 = "atMost")){
const err4 = some;
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 4];
}
else {
if(_valid0){
valid0 = true;
passing0 = 4;
}
const _errs7 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if((data.separate === undefined) && (missing5 = "separate")){
const err5 = some;
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid0 = _errs7 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 5];
}
else {
if(_valid0){
valid0 = true;
passing0 = 5;
}
const _errs8 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing6;
if((data.expire === undefined) && (missing6 = "expire")){
const err6 = some;
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var _valid0 = _errs8 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 6];
}
else {
if(_valid0){
valid0 = true;
passing0 = 6;
}
}
}
}
}
}
}
if(!valid0){
const err7 = some;
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
validate182.errors = vErrors;
return false;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing7;
if(((data.kind === undefined) && (missing7 = "kind")) || ((data.name === undefined) && (missing7 = "name"))){
validate182.errors = some;
return false;
}
else {
const _errs9 = errors;
for(const key0 in data){
if(!(func2.call(schema48.properties, key0))){
validate182.errors = some;
return false;
break;
}
}
if(_errs9 === errors){
if(data.kind !== undefined){
const _errs10 = errors;
if("Guardrail" !== data.kind){
validate182.errors = some;
return false;
}
var valid1 = _errs10 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.name !== undefined){
const _errs11 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.severity !== undefined){
let data2 = data.severity;
const _errs12 = errors;
if(typeof data2 !== "string"){
validate182.errors = some;
return false;
}
if(!((data2 === "error") || (data2 === "warning"))){
validate182.errors = some;
return false;
}
var valid1 = _errs12 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.confine !== undefined){
const _errs14 = errors;
if(!(validate184(data.confine))){
vErrors = vErrors === null ? validate184.errors : vErrors.concat(validate184.errors);
errors = vErrors.length;
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.never !== undefined){
const _errs15 = errors;
if(!(validate196(data.never))){
vErrors = vErrors === null ? validate196.errors : vErrors.concat(validate196.errors);
errors = vErrors.length;
}
var valid1 = _errs15 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.always !== undefined){
const _errs16 = errors;
if(!(validate202(data.always))){
vErrors = vErrors === null ? validate202.errors : vErrors.concat(validate202.errors);
errors = vErrors.length;
}
var valid1 = _errs16 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.atLeast !== undefined){
const _errs17 = errors;
if(!(validate207(data.atLeast))){
vErrors = vErrors === null ? validate207.errors : vErrors.concat(validate207.errors);
errors = vErrors.length;
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.atMost !== undefined){
const _errs18 = errors;
if(!(validate212(data.atMost))){
vErrors = vErrors === null ? validate212.errors : vErrors.concat(validate212.errors);
errors = vErrors.length;
}
var valid1 = _errs18 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.separate !== undefined){
const _errs19 = errors;
if(!(validate217(data.separate))){
vErrors = vErrors === null ? validate217.errors : vErrors.concat(validate217.errors);
errors = vErrors.length;
}
var valid1 = _errs19 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.expire !== undefined){
const _errs20 = errors;
if(!(validate225(data.expire))){
vErrors = vErrors === null ? validate225.errors : vErrors.concat(validate225.errors);
errors = vErrors.length;
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.except !== undefined){
let data10 = data.except;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data10)){
var valid2 = true;
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
const _errs23 = errors;
if(!(validate228(data10[i0]))){
vErrors = vErrors === null ? validate228.errors : vErrors.concat(validate228.errors);
errors = vErrors.length;
}
var valid2 = _errs23 === errors;
if(!valid2){
break;
}
}
}
else {
validate182.errors = some;
return false;
}
}
var valid1 = _errs21 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.description !== undefined){
const _errs24 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid1 = _errs24 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.owner !== undefined){
const _errs25 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid1 = _errs25 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.labels !== undefined){
const _errs26 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid1 = _errs26 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.formerly !== undefined){
const _errs27 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid1 = _errs27 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate182.errors = some;
return false;
}
}
validate182.errors = vErrors;
return errors === 0;
}

export const Test = validate240;

function validate243(data){
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.cannot === undefined) && (missing0 = "cannot")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(!_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.can === undefined) && (missing1 = "can")){
validate243.errors = some;
return false;
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
}
if(!valid0){
const err1 = some;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate243.errors = vErrors;
return false;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if(((data.who === undefined) && (missing2 = "who")) || ((data.on === undefined) && (missing2 = "on"))){
validate243.errors = some;
return false;
}
else {
const _errs4 = errors;
for(const key0 in data){
if(!((((key0 === "who") || (key0 === "can")) || (key0 === "cannot")) || (key0 === "on"))){
validate243.errors = some;
return false;
break;
}
}
if(_errs4 === errors){
if(data.who !== undefined){
let data0 = data.who;
const _errs5 = errors;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
validate243.errors = some;
return false;
}
if(errors === _errs5){
if(Array.isArray(data0)){
if(data0.length < 1){
validate243.errors = some;
return false;
}
else {
var valid2 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs7 = errors;
if(typeof data0[i0] !== "string"){
validate243.errors = some;
return false;
}
var valid2 = _errs7 === errors;
if(!valid2){
break;
}
}
}
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.can !== undefined){
const _errs9 = errors;
if(!(validate198(data.can))){
vErrors = vErrors === null ? validate198.errors : vErrors.concat(validate198.errors);
errors = vErrors.length;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.cannot !== undefined){
const _errs10 = errors;
if(!(validate198(data.cannot))){
vErrors = vErrors === null ? validate198.errors : vErrors.concat(validate198.errors);
errors = vErrors.length;
}
var valid1 = _errs10 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.on !== undefined){
let data4 = data.on;
const _errs11 = errors;
if((typeof data4 !== "string") && (!(Array.isArray(data4)))){
validate243.errors = some;
return false;
}
if(errors === _errs11){
if(Array.isArray(data4)){
if(data4.length < 1){
validate243.errors = some;
return false;
}
else {
var valid3 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
const _errs13 = errors;
if(typeof data4[i1] !== "string"){
validate243.errors = some;
return false;
}
var valid3 = _errs13 === errors;
if(!valid3){
break;
}
}
}
}
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
else {
validate243.errors = some;
return false;
}
}
validate243.errors = vErrors;
return errors === 0;
}


function validate240(data){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.kind === undefined) && (missing0 = "kind")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.expect === undefined) && (missing0 = "expect"))){
validate240.errors = some;
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "kind") || (key0 === "name")) || (key0 === "asOf")) || (key0 === "expect")) || (key0 === "description")) || (key0 === "owner")) || (key0 === "labels")) || (key0 === "formerly"))){
validate240.errors = some;
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
const _errs2 = errors;
if("Test" !== data.kind){
validate240.errors = some;
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(!(validate23(data.name))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.asOf !== undefined){
const _errs4 = errors;
if(!(validate91(data.asOf))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expect !== undefined){
let data3 = data.expect;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data3)){
if(data3.length < 1){
validate240.errors = some;
return false;
}
else {
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs7 = errors;
if(!(validate243(data3[i0]))){
vErrors = vErrors === null ? validate243.errors : vErrors.concat(validate243.errors);
errors = vErrors.length;
}
var valid1 = _errs7 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate240.errors = some;
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs8 = errors;
if(!(validate36(data.description))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined){
const _errs9 = errors;
if(!(validate38(data.owner))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.labels !== undefined){
const _errs10 = errors;
if(!(validate40(data.labels))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formerly !== undefined){
const _errs11 = errors;
if(!(validate42(data.formerly))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate240.errors = some;
return false;
}
}
validate240.errors = vErrors;
return errors === 0;
}
